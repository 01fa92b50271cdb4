@NullMarked
package kiosk.server;

import org.jspecify.annotations.NullMarked;
