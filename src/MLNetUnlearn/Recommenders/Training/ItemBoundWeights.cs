namespace MLNetUnlearn.Recommenders.Training;

/// <summary>
/// The weights whose size follows the number of items. They are found by what differs between networks of one and of two items: in a larger
/// one, a weight of another kind may by chance have as many rows.
/// </summary>
/// <param name="ByRow">Those that have a row for each item and else one size.</param>
/// <param name="Otherwise">All others.</param>
internal sealed record ItemBoundWeights(IReadOnlyList<string> ByRow, IReadOnlyList<string> Otherwise)
{
    public static ItemBoundWeights Of(RecommenderOptions options, int maximumLength)
    {
        using var one = options.CreateModule(1, maximumLength);
        using var two = options.CreateModule(2, maximumLength);
        var (ofOne, ofTwo) = (one.state_dict(), two.state_dict());
        var names = ofOne.Keys.Where(name => ofTwo.ContainsKey(name) && !ofOne[name].shape.SequenceEqual(ofTwo[name].shape)).ToArray();
        // Rows are the item embedding's: the padding value's first, then the items'.
        var rows = one.ItemEmbedding.weight!.shape[0];
        bool IsByRow(string name)
        {
            var shape = ofOne[name].shape;
            return shape.Length > 0 && shape[0] == rows
                && ofTwo[name].shape.SequenceEqual(shape.Select((size, i) => i == 0 ? size + 1 : size));
        }
        return new ItemBoundWeights([.. names.Where(IsByRow)], [.. names.Where(name => !IsByRow(name))]);
    }
}
