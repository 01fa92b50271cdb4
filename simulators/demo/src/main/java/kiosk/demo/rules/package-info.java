/// The rules of the account with the tests that hold them, read from the tests' sources.
@NullMarked
package kiosk.demo.rules;

import org.jspecify.annotations.NullMarked;
