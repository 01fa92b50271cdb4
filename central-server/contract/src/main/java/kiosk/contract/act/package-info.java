/// Acts: what a kiosk does to the central server, each once whatever the network does, and what it
///     is answered.
@NullMarked
package kiosk.contract.act;

import org.jspecify.annotations.NullMarked;
