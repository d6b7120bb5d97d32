/** The job on a Flink cluster inside this process. */
@NullMarked
package dev.vedette.cli.cluster;

import org.jspecify.annotations.NullMarked;
