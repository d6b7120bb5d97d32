/**
 * A Flink metrics reporter that serves everything Flink registers on one Prometheus endpoint.
 *
 * <p>{@link dev.vedette.metrics.Naming} has the conventions by which an operator's metrics become
 * counters, histograms and infos; this module's README tells them to those who write operators.
 */
@NullMarked
package dev.vedette.metrics;

import org.jspecify.annotations.NullMarked;
