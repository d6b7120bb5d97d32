/** Providers: where one is, which model is asked there, and how its tokens are counted. */
@NullMarked
package dev.vedette.cloud.provider;

import org.jspecify.annotations.NullMarked;
