using Microsoft.AspNetCore.Components;

namespace Sakimori.Web.Forms;

/// <summary>What every field of a form shares: a label, a hint, an error and their wiring.</summary>
public abstract class FieldBase : UiComponent
{
    /// <summary>The name under which the field is posted, and under which a fault finds it.</summary>
    [Parameter, EditorRequired]
    public required string Name { get; set; }

    /// <summary>The label in the reader's language.</summary>
    [Parameter, EditorRequired]
    public required string Label { get; set; }

    /// <summary>How to fill it in; null when the label suffices.</summary>
    [Parameter]
    public string? Hint { get; set; }

    /// <summary>What is wrong; by default the form's faults of this field.</summary>
    [Parameter]
    public string? Error { get; set; }

    /// <summary>True when the field must be filled in; said in words.</summary>
    [Parameter]
    public bool Required { get; set; }

    /// <summary>Further attributes of the input element: <c>autocomplete</c>, <c>inputmode</c>, <c>maxlength</c>, <c>data-</c> hooks.</summary>
    [Parameter(CaptureUnmatchedValues = true)]
    public IReadOnlyDictionary<string, object>? Attributes { get; set; }

    /// <summary>The form's faults.</summary>
    [CascadingParameter]
    public FormFaults? Faults { get; set; }

    /// <summary>The id of the input element, where an error summary's link leads.</summary>
    protected string Id => FormFaults.IdOf(Name);

    /// <summary>The error to show; null when there is none.</summary>
    protected string? Wrong => Error ?? Faults?.Of(Name, Language);

    /// <summary>The value of <c>aria-invalid</c>: true or absent.</summary>
    protected string? Invalid => Wrong is null ? null : "true";

    /// <summary>The value of <c>aria-required</c>: true or absent.</summary>
    protected string? MustFill => Required ? "true" : null;

    /// <summary>The ids of hint and error; null when there is neither.</summary>
    protected string? DescribedBy => (Hint, Wrong) switch
    {
        (null, null) => null,
        (_, null) => HintId,
        (null, _) => ErrorId,
        _ => $"{HintId} {ErrorId}",
    };

    /// <summary>The id of the hint.</summary>
    protected string HintId => Id + "-hint";

    /// <summary>The id of the error.</summary>
    protected string ErrorId => Id + "-error";
}
