/// What several parts measure with: a system of their own, rest, and what one hash costs.
@NullMarked
package kiosk.bench.rig;

import org.jspecify.annotations.NullMarked;
