/// One person's whole visit without a browser: the screen, the paper, the mail and its link.
@NullMarked
package kiosk.demo.visit;

import org.jspecify.annotations.NullMarked;
