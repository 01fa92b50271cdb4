/// The public HTTP server and what doors mount on it.
@NullMarked
package kiosk.server.web;

import org.jspecify.annotations.NullMarked;
