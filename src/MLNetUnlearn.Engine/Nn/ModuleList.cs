using System.Collections;
using MLNetUnlearn.Engine.Modules;
using static MLNetUnlearn.Engine.torch;

namespace MLNetUnlearn.Engine.Modules
{
    /// <summary>A list of modules that is a module: its members are registered under their positions.</summary>
    /// <typeparam name="T">The members' type.</typeparam>
    public sealed class ModuleList<T> : nn.Module, IEnumerable<T>
        where T : nn.Module
    {
        private readonly List<T> _list;
        private bool _isRegistered;

        /// <summary>Makes a list.</summary>
        /// <param name="modules">The members.</param>
        public ModuleList(params T[] modules)
            : base(nameof(ModuleList<>)) => _list = [.. modules];

        /// <summary>The number of members.</summary>
        public int Count => _list.Count;

        /// <summary>A member. Unlike in TorchSharp it cannot be replaced.</summary>
        /// <param name="index">Its position.</param>
        public T this[int index] => _list[index];

        /// <summary>Adds a member. Add all before the list becomes part of a module: those added later are not registered.</summary>
        /// <param name="item">The member.</param>
        public void Add(T item) => _list.Add(item);

        /// <inheritdoc/>
        public IEnumerator<T> GetEnumerator() => _list.GetEnumerator();

        /// <inheritdoc/>
        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

        /// <inheritdoc/>
        protected override void RegisterComponents()
        {
            if (_isRegistered) return;
            for (int i = 0; i < _list.Count; i++) register_module($"{i}", _list[i]);
            _isRegistered = true;
        }
    }
}

namespace MLNetUnlearn.Engine
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>Makes a list of modules that is a module.</summary>
            /// <typeparam name="T">The members' type.</typeparam>
            /// <param name="modules">The members.</param>
            public static ModuleList<T> ModuleList<T>(params T[] modules)
                where T : Module => new(modules);
        }
    }
}
