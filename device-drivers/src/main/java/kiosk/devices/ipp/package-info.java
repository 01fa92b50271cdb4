/// An A4 printer on the network, driven through IPP (RFC 8010, RFC 8011) without a spooler between.
@NullMarked
package kiosk.devices.ipp;

import org.jspecify.annotations.NullMarked;
