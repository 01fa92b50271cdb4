/// A mail server that delivers nowhere, and the mailbox page on which its mails are read.
@NullMarked
package kiosk.simulators.mail;

import org.jspecify.annotations.NullMarked;
