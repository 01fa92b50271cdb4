/// A code to copy from a picture or from speech, which tells people from programs.
@NullMarked
package kiosk.server.copycode;

import org.jspecify.annotations.NullMarked;
