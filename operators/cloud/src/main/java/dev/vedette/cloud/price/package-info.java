/** What models cost: tables of prices, as they are shipped and as they are brought up to date. */
@NullMarked
package dev.vedette.cloud.price;

import org.jspecify.annotations.NullMarked;
