/// The list of rules, read from sources that a test writes and from those of the project.
@NullMarked
package kiosk.demo.rules;

import org.jspecify.annotations.NullMarked;
