#if TORCHSHARP
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
#endif

namespace MLNetUnlearn.Tensors;

/// <summary>
/// Adam (Kingma and Ba 2015, β₁ = 0.9, ε = 10⁻⁸) over all parameters of a module, with a choice of how the rows of one table move.
/// </summary>
internal sealed class ModuleAdam : IDisposable
{
    private const double Beta1 = 0.9;

    private readonly string[] _names;
    private readonly string? _tableName;
    private readonly Adam? _rest;
#if TORCHSHARP
    private readonly TableAdam? _table;
#else
    private readonly Adam? _table;
#endif

    /// <param name="module">The module.</param>
    /// <param name="items">One of its embeddings. Its rows are read by <c>call</c>, or all at once after <see cref="CatchUp"/>.</param>
    /// <param name="updates">
    /// How the rows of <paramref name="items"/> move. They are dense where its weight is none of the parameters or, on TorchSharp, goes by
    /// another name or by two.
    /// </param>
    /// <param name="learningRate">Above 0.</param>
    /// <param name="beta2">In [0, 1).</param>
    public ModuleAdam(nn.Module module, Embedding items, ItemUpdates updates, double learningRate, double beta2 = 0.999)
    {
        var parameters = module.named_parameters().ToArray();
        _names = Array.ConvertAll(parameters, named => named.name);
#if TORCHSHARP
        if (updates == ItemUpdates.Deferred && !TableAdam.CanDefer(items.weight!, Beta1, beta2))
            updates = ItemUpdates.Dense;
#endif
        _tableName = updates == ItemUpdates.Dense ? null : NameOf(items, module, parameters);
        var rest = parameters.Where(named => named.name != _tableName).Select(named => named.parameter).ToArray();
        if (rest.Length > 0)
            _rest = torch.optim.Adam(rest, learningRate, Beta1, beta2);
        if (_tableName is null)
            return;
        var table = parameters.Single(named => named.name == _tableName).parameter;
#if TORCHSHARP
        _table = new TableAdam(items, table, updates == ItemUpdates.Lazy, learningRate, Beta1, beta2);
#else
        _table = RowOptim.Adam([table], updates == ItemUpdates.Lazy ? RowUpdates.Lazy : RowUpdates.Deferred, learningRate, Beta1, beta2);
#endif
    }

    /// <summary>The state of every parameter, in the module's order, with all rows up to date. Writing into it holds.</summary>
    public IReadOnlyList<(string Name, Adam.State State)> States
    {
        get
        {
            CatchUp();
            var rest = new Queue<OptimizerState>(_rest?.state_dict().State ?? []);
            return [.. _names.Select(name => (name, name == _tableName ? TableState : (Adam.State)rest.Dequeue()))];
        }
    }

#if TORCHSHARP
    private Adam.State TableState => _table!.State;
#else
    private Adam.State TableState => (Adam.State)_table!.state_dict().State.Single();
#endif

    /// <summary>Sets all gradients to zero.</summary>
    public void ZeroGrad()
    {
        _rest?.zero_grad();
        _table?.zero_grad();
    }

    /// <summary>One step.</summary>
    public void Step()
    {
        _rest?.step();
        _table?.step();
    }

    /// <summary>Brings all rows up to date: before anybody reads the table other than by looking items up.</summary>
    public void CatchUp()
    {
#if TORCHSHARP
        _table?.CatchUp();
#else
        if (_table is not null)
            RowOptim.CatchUp(_table);
#endif
    }

    /// <summary>Frees the state. Rows that are not up to date may stay so.</summary>
    public void Dispose()
    {
        _rest?.Dispose();
        _table?.Dispose();
    }

#if TORCHSHARP
    // Reading a weight makes a new handle, so the table is found by its path. A module that keeps such a handle lists the table twice.
    private static string? NameOf(Embedding items, nn.Module module, (string Name, Parameter Value)[] parameters)
    {
        var name = PathOf(items, module) is { } path ? $"{path}.weight" : null;
        if (Array.Find(parameters, named => named.Name == name).Value is not { } table)
            return null;
        return parameters.Any(named => named.Name != name && IsSame(named.Value, table)) ? null : name;
    }

    // On a GPU none is: moving a module there gives each of its parameters memory of its own.
    private static bool IsSame(Parameter one, Parameter other)
    {
        if (one.device_type != DeviceType.CPU || other.device_type != DeviceType.CPU || !one.shape.SequenceEqual(other.shape))
            return false;
        using var scope = torch.NewDisposeScope();
        return Unsafe.AreSame(ref First(one), ref First(other));
    }

    // Of one number, since bytes are those of a tensor in one piece and below 2 GiB.
    private static ref byte First(Tensor table) => ref MemoryMarshal.GetReference(table.narrow(0, 0, 1).narrow(1, 0, 1).bytes);

    private static string? PathOf(nn.Module wanted, nn.Module module)
    {
        foreach (var (name, child) in module.named_children())
        {
            if (ReferenceEquals(child, wanted))
                return name;
            if (PathOf(wanted, child) is { } path)
                return $"{name}.{path}";
        }
        return null;
    }
#else
    private static string? NameOf(Embedding items, nn.Module module, (string Name, Parameter Value)[] parameters) =>
        Array.Find(parameters, named => ReferenceEquals(named.Value, items.weight)).Name;
#endif
}
