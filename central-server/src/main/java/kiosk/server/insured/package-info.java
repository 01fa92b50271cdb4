/// The registry of insured persons: who they are and what rights they have.
@NullMarked
package kiosk.server.insured;

import org.jspecify.annotations.NullMarked;
