/// The whole system under test: real database, mail, serial drivers, certificates and browser.
@NullMarked
package kiosk.demo.stage;

import org.jspecify.annotations.NullMarked;
