/// Configuration as a closed list of settings: read once, an unknown key refused, secrets hidden.
@NullMarked
package kiosk.contract.settings;

import org.jspecify.annotations.NullMarked;
