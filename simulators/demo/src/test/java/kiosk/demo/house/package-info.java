/// The rules of the house, held by the build: who may use whom, who owns which library, how big.
@NullMarked
package kiosk.demo.house;

import org.jspecify.annotations.NullMarked;
