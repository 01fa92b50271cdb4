/// What a kiosk tells of itself, and the news it pulls.
@NullMarked
package kiosk.contract.fleet;

import org.jspecify.annotations.NullMarked;
