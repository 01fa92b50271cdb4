/// The pages of the account for the public.
@NullMarked
package kiosk.server.portal;

import org.jspecify.annotations.NullMarked;
