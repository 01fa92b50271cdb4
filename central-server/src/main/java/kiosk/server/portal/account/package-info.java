/// The portal for somebody who is logged in: first steps, address, contacts, documents.
@NullMarked
package kiosk.server.portal.account;

import org.jspecify.annotations.NullMarked;
