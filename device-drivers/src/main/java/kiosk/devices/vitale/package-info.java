/// Reads what a carte Vitale says without any key: the holder, the NIR and the beneficiaries.
@NullMarked
package kiosk.devices.vitale;

import org.jspecify.annotations.NullMarked;
