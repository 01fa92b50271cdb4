/// The settings of a kiosk, parsed and checked once.
@NullMarked
package kiosk.terminal.config;

import org.jspecify.annotations.NullMarked;
