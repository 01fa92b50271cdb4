/// The portal before anybody is logged in: front page, log-in, opening, forgotten code, help.
@NullMarked
package kiosk.server.portal.login;

import org.jspecify.annotations.NullMarked;
