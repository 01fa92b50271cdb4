/// ISO/IEC 7816-4 command and response APDUs and data objects, and 7816-3 answers to reset, T=0 and
/// T=1, as values: pure codecs, both directions.
@NullMarked
package kiosk.devices.apdu;

import org.jspecify.annotations.NullMarked;
