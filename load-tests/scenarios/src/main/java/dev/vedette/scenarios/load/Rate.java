package dev.vedette.scenarios.load;

/**
 * How many events a second: a number, or a share of the most that the job can do, which has to be
 * measured first.
 */
record Rate(double value, boolean ofMaximum) {
  static Rate parse(String text) throws WrongCommandException {
    boolean percent = text.endsWith("%");
    String number = percent ? text.substring(0, text.length() - 1) : text;
    double value;
    try {
      value = Double.parseDouble(number);
    } catch (NumberFormatException e) {
      throw refused(text);
    }
    if (!(value > 0) || value > (percent ? 100 : 1e6)) {
      throw refused(text);
    }
    return new Rate(percent ? value / 100 : value, percent);
  }

  private static WrongCommandException refused(String text) {
    return new WrongCommandException(
        "--rate is neither events a second, such as 200, nor a share of the maximum up to 100%, such as 50%: "
            + text);
  }

  double of(double maximum) {
    return ofMaximum ? value * maximum : value;
  }

  @Override
  public String toString() {
    return ofMaximum ? "%s %% of the maximum".formatted(value * 100) : value + " events/s";
  }
}
