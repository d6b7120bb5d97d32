package dev.vedette.core.watch;

import static dev.vedette.core.watch.Shapes.LEFT_HALF;
import static dev.vedette.core.watch.Shapes.box;
import static dev.vedette.core.watch.Shapes.drawn;
import static dev.vedette.core.watch.Shapes.masks;
import static dev.vedette.core.watch.Shapes.polygon;
import static dev.vedette.core.watch.Shapes.zones;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class StencilTest {
  @Test
  void theWholePictureHidesNothing() {
    assertThat(Stencil.of(View.WHOLE, Grid.of(8, 8))).isSameAs(Stencil.NONE);
    assertThat(Stencil.NONE.hidden()).isZero();
  }

  @Test
  void aZoneHidesWhatIsAroundIt() {
    assertThat(drawn(zones(box(0.25, 0.5, 0.75, 1)), Grid.of(4, 4)))
        .isEqualTo(
            """
            ####
            ####
            #..#
            #..#""");
  }

  @Test
  void aMaskHidesWhatIsInIt() {
    assertThat(drawn(masks(box(0, 0, 1, 0.25), box(0.75, 0.5, 1, 1)), Grid.of(4, 4)))
        .isEqualTo(
            """
            ####
            ....
            ...#
            ...#""");
  }

  @Test
  void whatIsInOneOfTheZonesAndInNoMaskIsShown() {
    var view =
        new View(
            List.of(box(0, 0, 0.5, 0.5), box(0.25, 0.25, 1, 1)), List.of(box(0.25, 0, 0.5, 1)));
    assertThat(drawn(view, Grid.of(4, 4)))
        .isEqualTo(
            """
            .###
            .#..
            ##..
            ##..""");
  }

  @Test
  void aPixelIsShownIfItsCentreIs() {
    assertThat(drawn(zones(box(0, 0, 0.37, 1)), Grid.of(4, 1))).isEqualTo(".###");
    assertThat(drawn(zones(box(0, 0, 0.38, 1)), Grid.of(4, 1))).isEqualTo("..##");
    assertThat(drawn(zones(polygon(0, 0, 1, 0, 0, 1)), Grid.of(4, 4)))
        .isEqualTo(
            """
            ...#
            ..##
            .###
            ####""");
  }

  @Test
  void aBlendedPixelIsHiddenIfSomethingHiddenIsWithinReach() {
    var corner = masks(box(0.5, 0, 1, 0.5));
    var grid = Grid.of(8, 4);
    assertThat(drawn(Stencil.blended(corner, grid, 0.5), grid)).isEqualTo(drawn(corner, grid));
    assertThat(drawn(Stencil.blended(corner, grid, 1.6), grid))
        .isEqualTo(
            """
            ..######
            ..######
            ..######
            ..######""");
    assertThat(drawn(Stencil.blended(corner, grid, 1), grid))
        .isEqualTo(
            """
            ...#####
            ...#####
            ...#####
            ........""");
    var fitted = new Grid(6, 6, 0, 1, 6, 4);
    assertThat(drawn(Stencil.blended(zones(LEFT_HALF), fitted, 1), fitted))
        .as("neither the picture's end nor what is beside it hides what is in it")
        .isEqualTo(
            """
            ######
            ..####
            ..####
            ..####
            ..####
            ######""");
    assertThat(Stencil.blended(View.WHOLE, fitted, 1)).isSameAs(Stencil.NONE);
  }

  /** The middle of a pentagram is outside by the even-odd rule, and so is the gap of a U. */
  @Test
  void insideIsWhereAnOddNumberOfEdgesLiesOnEachSide() {
    var star = polygon(0.5, 0.0, 0.79, 0.9, 0.02, 0.35, 0.98, 0.35, 0.21, 0.9);
    String drawn = drawn(zones(star), Grid.of(21, 21));
    assertThat(drawn.split("\n")[10].charAt(10)).isEqualTo('#');
    assertThat(drawn.split("\n")[3].charAt(10)).isEqualTo('.');
    var u = polygon(0, 0, 0.25, 0, 0.25, 0.75, 0.75, 0.75, 0.75, 0, 1, 0, 1, 1, 0, 1);
    assertThat(drawn(zones(u), Grid.of(4, 4)))
        .isEqualTo(
            """
            .##.
            .##.
            .##.
            ....""");
  }

  @Test
  void besideAPictureInALetterBoxEverythingIsHidden() {
    var wide = new Grid(8, 8, 0, 2, 8, 4);
    assertThat(drawn(zones(LEFT_HALF), wide))
        .isEqualTo(
            """
            ########
            ########
            ....####
            ....####
            ....####
            ....####
            ########
            ########""");
    assertThat(drawn(masks(LEFT_HALF), new Grid(4, 2, 1, 0, 2, 2)))
        .isEqualTo(
            """
            ##.#
            ##.#""");
  }

  @Test
  void whatIsHiddenIsCounted() {
    assertThat(Stencil.of(masks(LEFT_HALF), Grid.of(6, 5)).hidden()).isEqualTo(15);
  }
}
