/// The verifying page as people and their browsers see it.
@NullMarked
package kiosk.server.verifier;

import org.jspecify.annotations.NullMarked;
