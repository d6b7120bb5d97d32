package dev.vedette.cloud.http;

import java.net.http.HttpHeaders;

/**
 * A provider's whole answer, of whatever status.
 *
 * @param micros from the first byte of the request's body to the last of the answer
 * @param sentBytes of the request's body, which were handed to the network before
 */
public record Reply(int status, HttpHeaders headers, byte[] body, long micros, long sentBytes) {}
