using Sakimori.Platform.Transparency;

namespace Sakimori.Platform.Audit.Sealing;

/// <summary>A sequence that is read from its beginning, with a view of what comes next.</summary>
/// <param name="source">The sequence.</param>
/// <param name="hash">What an item is compared by.</param>
internal sealed class Lookahead<T>(IAsyncEnumerator<T> source, Func<T, TreeHash> hash) : IAsyncDisposable
{
    /// <summary>How far ahead one looks.</summary>
    public const int Window = 16_384;

    private readonly Queue<T> ahead = new();
    private readonly Dictionary<TreeHash, int> counts = [];
    private bool looking;
    private bool ended;

    /// <summary>True when there is an item.</summary>
    public async ValueTask<bool> AnyAsync()
    {
        if (ahead.Count == 0)
            await FillAsync(1);
        return ahead.Count > 0;
    }

    /// <summary>The item; only after <see cref="AnyAsync"/> said that there is one.</summary>
    public T Current => ahead.Peek();

    /// <summary>The item's hash.</summary>
    public TreeHash Hash => hash(Current);

    /// <summary>Goes to the next.</summary>
    public void Skip()
    {
        var gone = hash(ahead.Dequeue());
        if (looking && --counts[gone] == 0)
            counts.Remove(gone);
    }

    /// <summary>True when the hash is among the next <see cref="Window"/> items.</summary>
    public async ValueTask<bool> SeesAsync(TreeHash wanted)
    {
        if (!looking)
        {
            looking = true;
            foreach (var item in ahead)
                Count(item);
        }

        await FillAsync(Window);
        return counts.ContainsKey(wanted);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => source.DisposeAsync();

    private async ValueTask FillAsync(int until)
    {
        while (!ended && ahead.Count < until)
        {
            if (!await source.MoveNextAsync())
            {
                ended = true;
                return;
            }

            ahead.Enqueue(source.Current);
            if (looking)
                Count(source.Current);
        }
    }

    private void Count(T item) => counts[hash(item)] = counts.GetValueOrDefault(hash(item)) + 1;
}
