/// What each kind of printer can do, each fact with where it is known from.
@NullMarked
package kiosk.devices.profile;

import org.jspecify.annotations.NullMarked;
