using DataflowWrite.Stages;

namespace DataflowWrite.Tests.Stages;

public sealed class FileRotationTests
{
    [Test]
    public void A_file_takes_exactly_the_maximum_and_the_rest_goes_to_the_next_one()
    {
        var rotation = new FileRotation(maxRowsPerFile: 10, new());

        rotation.Place(7).Should().Be(new FileRotation.Placement(FileOrdinal: 0, Rows: 7, StartsFile: true, EndsFile: false));
        rotation.Place(7).Should().Be(new FileRotation.Placement(FileOrdinal: 0, Rows: 3, StartsFile: false, EndsFile: true));
        rotation.Place(4).Should().Be(new FileRotation.Placement(FileOrdinal: 1, Rows: 4, StartsFile: true, EndsFile: false));
    }

    [Test]
    public void A_file_that_is_just_full_ends_without_opening_another()
    {
        var ordinals = new FileOrdinals();
        var rotation = new FileRotation(maxRowsPerFile: 5, ordinals);

        rotation.Place(5).EndsFile.Should().BeTrue();

        ordinals.Next().Should().Be(1);
    }

    [Test]
    public void Rotations_that_share_ordinals_number_files_in_the_order_of_their_first_rows()
    {
        var ordinals = new FileOrdinals();
        var (left, right) = (new FileRotation(2, ordinals), new FileRotation(2, ordinals));

        left.Place(1).FileOrdinal.Should().Be(0);
        right.Place(2).FileOrdinal.Should().Be(1);
        left.Place(1).FileOrdinal.Should().Be(0);
        right.Place(1).FileOrdinal.Should().Be(2);
    }
}
