/// What the terminal says to people: message files, French and English, one loader.
@NullMarked
package kiosk.terminal.language;

import org.jspecify.annotations.NullMarked;
