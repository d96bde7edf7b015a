using MLNetUnlearn.Persistence.Packages;

namespace MLNetUnlearn.Recommenders.Counting;

/// <summary>What a package holds of a counted model; nothing in it is trusted.</summary>
internal sealed class CountedState(IReadOnlyDictionary<string, Tensor> tensors)
{
    /// <summary>Checks that there are tensors of these names and no others.</summary>
    /// <exception cref="FormatException">There are others.</exception>
    public void CheckNames(params string[] names) => Require(
        tensors.Keys.ToHashSet().SetEquals(names), $"they are {string.Join(", ", tensors.Keys)} instead of {string.Join(", ", names)}");

    /// <summary>A vector of integers, none negative.</summary>
    /// <exception cref="FormatException">It is none, or has another length.</exception>
    public int[] Counts(string name, long length)
    {
        var counts = Vector<int>(name, ScalarType.Int32, length);
        Require(Array.TrueForAll(counts, count => count >= 0), $"'{name}' holds a negative number");
        return counts;
    }

    /// <summary>A vector of items, 1 to |V|.</summary>
    /// <exception cref="FormatException">It is none, or has another length.</exception>
    public int[] Items(string name, long length, int itemCount)
    {
        var items = Vector<int>(name, ScalarType.Int32, length);
        Require(Array.TrueForAll(items, item => item >= 1 && item <= itemCount), $"'{name}' holds a number that is no item's");
        return items;
    }

    /// <summary>A vector of finite numbers above 0.</summary>
    /// <exception cref="FormatException">It is none, or has another length.</exception>
    public float[] Weights(string name, long length)
    {
        var weights = Vector<float>(name, ScalarType.Float32, length);
        Require(Array.TrueForAll(weights, weight => weight > 0 && float.IsFinite(weight)), $"'{name}' holds a number that is not above 0");
        return weights;
    }

    private T[] Vector<T>(string name, ScalarType type, long length) where T : unmanaged
    {
        var tensor = tensors[name];
        var (found, due) = (TensorTypes.Text(name, tensor.dtype, tensor.shape), TensorTypes.Text(name, type, [length]));
        Require(found == due, $"{found} is there instead of {due}");
        return tensor.data<T>().ToArray();
    }

    private static void Require(bool isMet, string problem)
    {
        if (!isMet)
            throw new FormatException($"The counts do not fit the model: {problem}.");
    }
}
