/// The small web sites of the simulators: loopback only, strict headers, pages from templates.
@NullMarked
package kiosk.simulators.page;

import org.jspecify.annotations.NullMarked;
