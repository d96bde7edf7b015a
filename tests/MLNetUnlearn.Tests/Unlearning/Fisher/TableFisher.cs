using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Recommenders.Losses;
using MLNetUnlearn.Tests.Support;
using Microsoft.ML;

namespace MLNetUnlearn.Tests.Unlearning.Fisher;

/// <summary>
/// A model of two tables with softmax loss, whose gradient for a target v after item i is written down: of the rows' table
/// Σ_u (p_u − [u = v]) e_u in row i, of the items' table (p_u − [u = v]) r_i in every row u.
/// </summary>
internal sealed class TableFisher
{
    private const string Users = "u1: a b; u2: b c; u3: c a; u4: a b c; u5: b c a; u6: a c";

    /// <summary>Context item and target of what remains, a 1 to c 3.</summary>
    private static readonly (int Item, int Target)[] Remaining = [(1, 2), (2, 3), (3, 1), (1, 2), (2, 3), (1, 3)];

    private static readonly (int Item, int Target)[] Forget = [(2, 3), (3, 1)];

    public TableFisher()
    {
        var sequences = DataViews.Samples.Sequences(Context, Users);
        Windows = Views.Window(Context, Views.Partitioned(Context, sequences, "u4 c; u5 a"));
        Model = TableModel.Of(Context, Windows, (i, v) => 0, new TableOptions { Loss = new SoftmaxCrossEntropyLoss() });
        foreach (var (name, parameter) in Model.Module.named_parameters())
        {
            var values = Enumerable.Range(0, 12).Select(i => i < 3 ? 0 : (float)Math.Sin((i * 1.7) + name.Length));
            Weights.Set(parameter, [.. values]);
        }
    }

    public MLContext Context { get; } = new(seed: 1);

    public IDataView Windows { get; }

    public SequentialRecommenderTransformer Model { get; }

    /// <summary>The diagonals by hand: of batches of one target, or of one batch of all.</summary>
    public Dictionary<string, double[]> Remain(bool asOneBatch) => Diagonal(Remaining, asOneBatch);

    public Dictionary<string, double[]> Forgotten(bool asOneBatch) => Diagonal(Forget, asOneBatch);

    private Dictionary<string, double[]> Diagonal((int Item, int Target)[] pairs, bool asOneBatch)
    {
        var weights = Weights.Of(Model.Module);
        var (itemsName, rowsName) = (weights.Keys.Single(name => name.Contains("items", StringComparison.Ordinal)),
            weights.Keys.Single(name => name.Contains("rows", StringComparison.Ordinal)));
        var (items, rows) = (weights[itemsName], weights[rowsName]);
        var gradients = pairs.Select(pair => Gradient(items, rows, pair.Item, pair.Target)).ToArray();
        double Square(Func<(double[] Items, double[] Rows), double[]> of, int i) =>
            asOneBatch ? Math.Pow(gradients.Sum(g => of(g)[i]), 2) / pairs.Length : gradients.Average(g => of(g)[i] * of(g)[i]);
        return new Dictionary<string, double[]>
        {
            [itemsName] = [.. Enumerable.Range(0, 12).Select(i => Square(g => g.Items, i))],
            [rowsName] = [.. Enumerable.Range(0, 12).Select(i => Square(g => g.Rows, i))],
        };
    }

    private static (double[] Items, double[] Rows) Gradient(float[] items, float[] rows, int item, int target)
    {
        double Score(int v) => Enumerable.Range(0, 3).Sum(c => (double)rows[(item * 3) + c] * items[(v * 3) + c]);
        var sum = Enumerable.Range(1, 3).Sum(v => Math.Exp(Score(v)));
        var (ofItems, ofRows) = (new double[12], new double[12]);
        for (var v = 1; v <= 3; v++)
        {
            var error = (Math.Exp(Score(v)) / sum) - (v == target ? 1 : 0);
            for (var c = 0; c < 3; c++)
            {
                ofItems[(v * 3) + c] = error * rows[(item * 3) + c];
                ofRows[(item * 3) + c] += error * items[(v * 3) + c];
            }
        }
        return (ofItems, ofRows);
    }
}
