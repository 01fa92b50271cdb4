/// What a receipt printer's commands look like on paper: fonts, lines, pictures, symbols; no time
/// and no line in it.
@NullMarked
package kiosk.simulators.paper;

import org.jspecify.annotations.NullMarked;
