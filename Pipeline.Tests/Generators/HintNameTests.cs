namespace DataflowWrite.Tests.Generators;

public sealed class HintNameTests
{
    private const string Good = "[BatchSerializable] public partial record Good(int X);";

    [TestCase("[BatchSerializable] public partial record Foo(int X); [BatchSerializable] public partial record foo(int X);", 2, TestName = "Names_that_differ_in_case")]
    [TestCase("[BatchSerializable] public partial record B<T>(int X); [BatchSerializable] public partial record B_1(int X);", 2, TestName = "A_number_of_parameters_in_a_name")]
    [TestCase("namespace A.b { [BatchSerializable] public partial record C(int X); } namespace A { public partial class B { [BatchSerializable] public partial record C(int X); } }", 2, TestName = "A_namespace_like_a_container")]
    [TestCase("namespace A { [BatchSerializable] public partial record B(int X); } partial class A { [BatchSerializable] public partial record B(int X); }", 2, TestName = "A_namespace_that_is_also_a_type")]
    [TestCase("[BatchSerializable] public partial class A { public int X; } [BatchSerializable] public partial struct A { public int X; }", 2, TestName = "Two_kinds_of_one_name")]
    [TestCase("[BatchSerializable] public partial record A(int X); [BatchSerializable] public partial record A;", 1, TestName = "The_attribute_twice")]
    [TestCase("namespace A.@event { [BatchSerializable] public partial record @class(int X); }", 1, TestName = "Keywords_in_names")]
    public void Names_of_files_never_meet(string source, int files)
    {
        var run = GeneratorRun.Over(source, Good);

        run.Result.Exception.Should().BeNull();
        run.Files.Should().HaveCount(files + 1).And.ContainKey("Good.g.cs");
    }

    [Test]
    public void The_attribute_twice_in_two_files_generates_once()
    {
        var run = GeneratorRun.Over("[BatchSerializable] public partial record A(int X);", "[BatchSerializable] public partial record A;");

        run.Files.Keys.Should().Equal("A.g.cs");
    }

    [Test]
    public void A_name_that_is_shared_does_not_depend_on_the_order_of_types()
    {
        const string upper = "[BatchSerializable] public partial record Foo(int X);";
        const string lower = "[BatchSerializable] public partial record foo(int X);";

        GeneratorRun.Over(upper, lower).Files.Should().BeEquivalentTo(GeneratorRun.Over(lower, upper).Files);
    }
}
