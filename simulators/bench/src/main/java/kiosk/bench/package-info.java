/// Measures the product against what the line, the card, the paper and one hash cost anyway.
@NullMarked
package kiosk.bench;

import org.jspecify.annotations.NullMarked;
