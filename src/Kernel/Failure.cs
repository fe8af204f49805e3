namespace Sakimori.Kernel;

/// <summary>What kind of failure a user caused or met; decides the HTTP status and the exit code.</summary>
public enum FailureKind
{
    /// <summary>The input is wrong: 422, or 400 where it cannot even be read.</summary>
    Invalid,

    /// <summary>It does not exist, or is not the reader's to see: 404.</summary>
    NotFound,

    /// <summary>The reader may know of it but may not do this: 403.</summary>
    Forbidden,

    /// <summary>Somebody else changed it meanwhile, or it exists already: 409.</summary>
    Conflict,

    /// <summary>Too many, too large or too often: 429 or 413.</summary>
    Limit,

    /// <summary>The server cannot do it just now: 503.</summary>
    Unavailable,
}

/// <summary>One fault in an input: where it stands, what stands there, and what would be right.</summary>
/// <param name="Message">What is wrong.</param>
/// <param name="Remedy">What would be right.</param>
/// <param name="Row">The row, counted from 1 as an editor or a spreadsheet shows it; null when the input has no rows.</param>
/// <param name="Column">The column's heading or the field's name; null when the whole row is meant.</param>
/// <param name="Value">The value as it was given; null when it is missing.</param>
public sealed record Fault(Text Message, Text Remedy, int? Row = null, string? Column = null, string? Value = null);

/// <summary>A failure that a user can cause: never an exception. Bugs throw.</summary>
/// <param name="Kind">The kind of failure.</param>
/// <param name="Detail">One sentence for the reader.</param>
/// <param name="Faults">Each fault of an input; empty when the failure is of another kind.</param>
public sealed record Failure(FailureKind Kind, Text Detail, IReadOnlyList<Fault> Faults)
{
    /// <summary>A failure without single faults.</summary>
    public Failure(FailureKind kind, Text detail)
        : this(kind, detail, [])
    {
    }

    /// <summary>Not there, or not the reader's: the two are never told apart.</summary>
    public static Failure NotFound { get; } = new(FailureKind.NotFound,
        new("見つかりません。", "Not found."));
}

/// <summary>Either a value or the <see cref="Kernel.Failure"/> that stands in its place.</summary>
/// <typeparam name="T">The type of the value.</typeparam>
public readonly struct Outcome<T>
{
    private readonly T? value;

    private Outcome(T? value, Failure? failure) => (this.value, Failure) = (value, failure);

    /// <summary>The failure; null on success.</summary>
    public Failure? Failure { get; }

    /// <summary>True when there is a value.</summary>
    public bool Succeeded => Failure is null;

    /// <summary>The value.</summary>
    /// <exception cref="InvalidOperationException">There is a failure instead.</exception>
    public T Value => Failure is null ? value! : throw new InvalidOperationException(Failure.Detail.En);

    /// <summary>A success.</summary>
    public static implicit operator Outcome<T>(T value) => new(value, null);

    /// <summary>A failure.</summary>
    public static implicit operator Outcome<T>(Failure failure) => new(default, failure);

    /// <summary>Takes one of two ways.</summary>
    public TResult Match<TResult>(Func<T, TResult> success, Func<Failure, TResult> failed)
        => Failure is null ? success(value!) : failed(Failure);

    /// <summary>Success as an outcome.</summary>
    public Outcome<T> ToOutcome() => this;
}
