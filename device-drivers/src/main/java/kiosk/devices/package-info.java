/// The devices of a kiosk: card reader and receipt printer, driven over serial lines. This root
///     holds the mains and is imported by nobody.
@NullMarked
package kiosk.devices;

import org.jspecify.annotations.NullMarked;
