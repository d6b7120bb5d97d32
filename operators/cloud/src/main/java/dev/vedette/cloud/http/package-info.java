/**
 * HTTP: one request, one bounded answer, one deadline, and what is known of the bill when it fails.
 */
@NullMarked
package dev.vedette.cloud.http;

import org.jspecify.annotations.NullMarked;
