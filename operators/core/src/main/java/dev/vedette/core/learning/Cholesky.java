package dev.vedette.core.learning;

/**
 * A symmetric, positive definite matrix as the product of a lower triangle and its transpose (G.
 * Golub, C. Van Loan, Matrix Computations, 4th ed. 2013, section 4.2), to solve equations with.
 */
final class Cholesky {
  private final double[][] lower;

  private Cholesky(double[][] lower) {
    this.lower = lower;
  }

  /**
   * @param matrix of which the lower triangle is read, and overwritten
   */
  static Cholesky of(double[][] matrix) {
    for (int i = 0; i < matrix.length; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = matrix[i][j];
        for (int k = 0; k < j; k++) {
          sum -= matrix[i][k] * matrix[j][k];
        }
        if (i > j) {
          matrix[i][j] = sum / matrix[j][j];
        } else if (sum > 0) {
          matrix[i][i] = Math.sqrt(sum);
        } else {
          throw new IllegalArgumentException(
              "not positive definite, pivot %d: %s".formatted(i, sum));
        }
      }
    }
    return new Cholesky(matrix);
  }

  double[] solve(double[] right) {
    double[] x = right.clone();
    for (int i = 0; i < x.length; i++) {
      for (int k = 0; k < i; k++) {
        x[i] -= lower[i][k] * x[k];
      }
      x[i] /= lower[i][i];
    }
    for (int i = x.length - 1; i >= 0; i--) {
      x[i] /= lower[i][i];
      for (int k = 0; k < i; k++) {
        x[k] -= lower[i][k] * x[i];
      }
    }
    return x;
  }
}
