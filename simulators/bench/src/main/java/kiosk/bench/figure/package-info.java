/// Figures, what they must not exceed, and how they are written down.
@NullMarked
package kiosk.bench.figure;

import org.jspecify.annotations.NullMarked;
