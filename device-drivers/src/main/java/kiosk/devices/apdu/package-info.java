/// ISO/IEC 7816-4 command and response APDUs, and 7816-3 answers to reset, as values: pure codecs,
///     both directions.
@NullMarked
package kiosk.devices.apdu;

import org.jspecify.annotations.NullMarked;
