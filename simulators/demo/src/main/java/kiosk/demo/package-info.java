@NullMarked
package kiosk.demo;

import org.jspecify.annotations.NullMarked;
