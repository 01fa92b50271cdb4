/// How much the drivers bear: damaged frames without end, and plugs pulled again and again.
@NullMarked
package kiosk.bench.devices;

import org.jspecify.annotations.NullMarked;
