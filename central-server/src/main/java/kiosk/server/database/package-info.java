/// PostgreSQL, external or embedded: the only thing that decides what must not be lost or doubled.
@NullMarked
package kiosk.server.database;

import org.jspecify.annotations.NullMarked;
