/// The online account as many people meet it at once.
@NullMarked
package kiosk.bench.portal;

import org.jspecify.annotations.NullMarked;
